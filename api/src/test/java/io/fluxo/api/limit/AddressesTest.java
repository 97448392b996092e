package io.fluxo.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "::ffff:203.0.113.7, 203.0.113.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "2001:db8:1:2::99, 20010db800010002/64",
    "2001:db8:1:3::99, 20010db800010003/64",
    "fe80::1%eth0, fe80000000000000/64",
    "::1, 0000000000000000/64",
    "localhost, other",
    "evil.example:80, other",
    "1:2, other"
  })
  void anAddressCountsByItselfAndAnIpv6AddressByItsNetwork(String address, String counted) {
    assertThat(Addresses.of(address)).isEqualTo(counted);
  }
}
