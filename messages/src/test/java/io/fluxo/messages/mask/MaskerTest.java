package io.fluxo.messages.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log must not say is masked, and what an operator needs is left. */
class MaskerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail to ana.souza+x@correio.com.br failed | mail to *** failed",
        "cpf 529.982.247-25. | cpf ***.",
        "cpf 52998224725 | cpf ***",
        "cnpj 11.222.333/0001-81 | cnpj ***",
        "cnpj 11222333000181, | cnpj ***,",
        "cnpj 12.ABC.345/01DE-35 | cnpj ***",
        "card 4111 1111 1111 1111 | card ***",
        "card 4111111111111111 | card ***",
        "card 3782-822463-10005 | card ***",
        "call +55 11 98765-4321 | call ***",
        "call +5511987654321 | call ***",
        "call (11) 98765-4321 | call ***",
        "Authorization: Bearer abcdef123456 | Authorization: *** ***",
        "sent Bearer abcdef123456 | sent Bearer ***",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl | ***",
        "key flx_0123456789abcdef | key flx_***",
        "password=hunter2&x=1 | password=***&x=1",
        "{\"senha\":\"segura\",\"n\":1} | {\"senha\":\"***\",\"n\":1}",
        "{\\\"token\\\":\\\"t0k\\\"} | {\\\"token\\\":\\\"***\\\"}",
        "x-api-key: abc | x-api-key: ***",
        "refresh_token=r1&accessToken=a1 | refresh_token=***&accessToken=***",
      })
  void whatIsSomebodysIsMasked(String line, String masked) {
    assertThat(Masker.mask(line)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Run 01m7ykss3dxmbbyqddhngnvjks failed: timeout",
        "2026-11-21T08:33:08.732Z  INFO 22915 --- [fluxo] [main] Started in 4.643 seconds",
        "Took up 12345678901 pieces",
        "at position 12345678901234",
        "Adding 10.1.2.3:5432 and [::1]:8080",
        "hash bc8a3553ae588fd8be2b10e4979e5c31e2ad45ca07f21e308ba37f42634b6832",
        "The token of the processor was claimed",
        "{\"@timestamp\":\"2026-11-21T08:33:08.732Z\",\"process\":{\"pid\":22915}}",
      })
  void whatTheOperatorNeedsStays(String line) {
    assertThat(Masker.mask(line)).isEqualTo(line);
  }

  /** A line may be what somebody sent: looking at it must not take for ever. */
  @Test
  void hostileLinesAreReadOnce() {
    Random random = new Random(7);
    String letters = "a1@.-_ +()\"':=eyJ";
    for (int i = 0; i < 200; i++) {
      StringBuilder line = new StringBuilder();
      char one = letters.charAt(random.nextInt(letters.length()));
      for (int j = 0; j < 20_000; j++) {
        line.append(
            random.nextInt(50) == 0 ? letters.charAt(random.nextInt(letters.length())) : one);
      }
      assertThat(Masker.mask(line.toString())).isNotNull();
    }
  }
}
