package io.fluxo.command.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random JSON trees with few names, so that paths meet them. */
final class RandomTrees {

  private RandomTrees() {}

  static String name(Random random) {
    return List.of("a", "b", "c").get(random.nextInt(3));
  }

  static Object tree(Random random, int depth) {
    int kind = random.nextInt(depth > 0 ? 9 : 5);
    return switch (kind) {
      case 0 -> random.nextInt(100);
      case 1 -> random.nextInt(1000) / 8.0;
      case 2 -> random.nextBoolean();
      case 3 -> "text $ { } " + random.nextInt(10);
      case 4 -> null;
      case 5 -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(tree(random, depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(name(random), tree(random, depth - 1));
        }
        yield map;
      }
    };
  }
}
