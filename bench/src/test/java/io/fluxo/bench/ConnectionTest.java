package io.fluxo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConnectionTest {

  @Test
  void a_body_of_known_length_leaves_the_next_answer_untouched() throws IOException {
    InputStream in = bytes("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhiHTTP/1.1 204 \r\n\r\n");
    assertThat(Connection.read(in)).isEqualTo(new Connection.Answer(200, "hi"));
    assertThat(Connection.read(in)).isEqualTo(new Connection.Answer(204, ""));
  }

  @Test
  void chunks_are_put_together() throws IOException {
    InputStream in =
        bytes(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\nHTTP/1.1 404 \r\n\r\n");
    assertThat(Connection.read(in)).isEqualTo(new Connection.Answer(200, "abcde"));
    assertThat(Connection.read(in).status()).isEqualTo(404);
  }

  @Test
  void an_answer_that_ends_early_is_an_error() {
    assertThatThrownBy(
            () -> Connection.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi")))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void only_an_answer_that_says_completed_counts() {
    assertThat(Load.isCompleted(new Connection.Answer(200, "{\"status\":\"completed\"}"))).isTrue();
    assertThat(Load.isCompleted(new Connection.Answer(202, "{\"status\":\"completed\"}")))
        .isFalse();
    assertThat(Load.isCompleted(new Connection.Answer(200, "{\"status\":\"failed\"}"))).isFalse();
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }
}
