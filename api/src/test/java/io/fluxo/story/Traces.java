package io.fluxo.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything that an installation wrote, by where it stands. */
final class Traces {

  private static final Pattern END =
      Pattern.compile("event: ?flx\\.run\\.(succeeded|failed).*?\n\n", Pattern.DOTALL);

  private final Map<String, String> texts = new LinkedHashMap<>();

  void add(String place, String text) {
    texts.merge(place, text, String::concat);
  }

  /** Every row of every table, bytes as hexadecimal. */
  void addTables(JdbcTemplate database) {
    for (String table :
        database.queryForList(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'", String.class)) {
      if (!table.startsWith("flyway")) {
        database.query(
            "SELECT t::text FROM " + table + " t",
            row -> {
              add("table " + table, row.getString(1) + "\n");
            });
      }
    }
  }

  /** Every file, the database's own and its log too. */
  void addFiles(Path data) {
    try (var files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        add("file " + data.relativize(file), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void addAnswers(FluxoClient client, String... paths) {
    for (String path : paths) {
      var answer = client.get(path);
      add("answer of " + path, answer.raw().headers() + answer.raw().body());
    }
  }

  /** The stream of a run's events, until its last. */
  void addStream(FluxoClient client, String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> answer =
          http.send(client.request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
      StringBuilder all = new StringBuilder();
      try (InputStream stream = answer.body()) {
        byte[] bytes = new byte[8_192];
        for (int n = stream.read(bytes); n >= 0; n = stream.read(bytes)) {
          all.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
          if (END.matcher(all).find()) {
            break;
          }
        }
      }
      http.shutdownNow();
      add("stream of " + path, all.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  int size() {
    return texts.values().stream().mapToInt(String::length).sum();
  }

  List<String> places() {
    return List.copyOf(texts.keySet());
  }

  String at(String place) {
    return texts.getOrDefault(place, "");
  }

  /** Where canaries are, and how they are written there. */
  List<String> of(List<Canary> canaries) {
    List<String> found = new ArrayList<>();
    texts.forEach(
        (place, text) -> {
          for (Canary canary : canaries) {
            String how = canary.foundIn(text);
            if (how != null) {
              found.add(canary.name() + " as " + how + " in " + place + ": " + near(text, how));
            }
          }
        });
    return found;
  }

  private static String near(String text, String how) {
    int at = text.indexOf(how);
    return at < 0 ? "" : text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 120));
  }
}
