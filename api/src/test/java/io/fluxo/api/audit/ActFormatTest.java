package io.fluxo.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActFormatTest {

  @Test
  void aCellIsQuotedAndNoFormula() {
    assertThat(ActFormat.cell(TextNode.valueOf("plain"))).isEqualTo("\"plain\"");
    assertThat(ActFormat.cell(TextNode.valueOf("say \"hi\",\r\nthen")))
        .isEqualTo("\"say \"\"hi\"\",\r\nthen\"");
    for (String formula :
        List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "\n@x")) {
      assertThat(ActFormat.cell(TextNode.valueOf(formula))).isEqualTo("\"'" + formula + "\"");
    }
    assertThat(ActFormat.cell(IntNode.valueOf(-7))).isEqualTo("-7");
    assertThat(ActFormat.cell(NullNode.instance)).isEmpty();
    assertThat(ActFormat.cell(JsonNodeFactory.instance.objectNode().put("a", "=x")))
        .isEqualTo("\"{\"\"a\"\":\"\"=x\"\"}\"");
  }
}
