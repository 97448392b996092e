package io.fluxo.messages.brazil;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

  @ParameterizedTest
  @ValueSource(strings = {"529.982.247-25", "52998224725", "111.444.777-35", "01234567890"})
  void aCpfIsRight(String text) {
    assertThat(Documents.isCpf(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "529.982.247-24",
        "529.982.247-15",
        "5299822472",
        "529982247250",
        "529.982.24725",
        "111.111.111-11",
        "00000000000",
        " 52998224725",
        "52998224725\n",
        "٥٢٩٩٨٢٢٤٧٢٥",
        ""
      })
  void aCpfIsWrong(String text) {
    assertThat(Documents.isCpf(text)).isFalse();
  }

  /** The first is the bank that everybody knows; the third the example of the Receita Federal. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00.000.000/0001-91",
        "11222333000181",
        "12.ABC.345/01DE-35",
        "12ABC34501DE35",
        "11.222.333/0001-81"
      })
  void aCnpjIsRight(String text) {
    assertThat(Documents.isCnpj(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11222333000182",
        "11222333000191",
        "12.ABC.345/01DE-36",
        "12.ABC.345/01DE-45",
        "12.abc.345/01de-35",
        "12ABC34501DE3A",
        "1122233300018",
        "11.222.333/000181",
        "00000000000000",
        "11.111.111/1111-11",
        ""
      })
  void aCnpjIsWrong(String text) {
    assertThat(Documents.isCnpj(text)).isFalse();
  }

  /** Modulo 11 finds every wrong digit and every swap of neighbours but those of rest 0 and 1. */
  @Test
  void aSlipOfTheFingerIsFound() {
    Random random = new Random(7);
    for (String right : List.of("52998224725", "11144477735")) {
      for (int i = 0; i < 500; i++) {
        int place = random.nextInt(right.length());
        char other = (char) ('0' + random.nextInt(10));
        String typed = right.substring(0, place) + other + right.substring(place + 1);
        assertThat(Documents.isCpf(typed)).as(typed).isEqualTo(typed.equals(right));
      }
    }
  }

  @Test
  void aMaskIsTakenOff() {
    assertThat(Documents.bare("12.ABC.345/01DE-35")).isEqualTo("12ABC34501DE35");
    assertThat(Documents.bare("529.982.247-25")).isEqualTo("52998224725");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01310-100", "01310100"})
  void aCepIsRight(String text) {
    assertThat(Contacts.isCep(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0131-0100", "0131010", "013101000", "01310 100", "O1310-100"})
  void aCepIsWrong(String text) {
    assertThat(Contacts.isCep(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+55 (11) 91234-5678",
        "+5511912345678",
        "(11) 91234-5678",
        "11 91234-5678",
        "11912345678",
        "2133334444"
      })
  void aPhoneIsRight(String text) {
    assertThat(Contacts.isPhone(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "912345678",
        "(11 91234-5678",
        "11812345678",
        "1163334444",
        "23912345678",
        "+1 11912345678",
        "10912345678",
        "119123456789"
      })
  void aPhoneIsWrong(String text) {
    assertThat(Contacts.isPhone(text)).isFalse();
  }
}
