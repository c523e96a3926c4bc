package io.nyala.security.kerberos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.UserIdentity;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalMappingTest {
  private static final String RULES =
      "RULE:[2:$1](nyala-exec\\d+)s/.*/nyala/ RULE:[1:$1@$0](.*@PARTNER)s/@PARTNER/_p/"
          + " RULE:[1:$1@$0](.*@CAPS)s/@.*///L DEFAULT";

  @ParameterizedTest
  @CsvSource({
    "alice@HOME, alice",
    "nyala/host.example@HOME, nyala",
    "nyala-exec2/localhost@HOME, nyala",
    "bob@PARTNER, bob_p",
    "BOB@CAPS, bob"
  })
  void mapsByTheFirstRuleThatApplies(String principal, String user) {
    assertThat(PrincipalMapping.parse(RULES, "HOME").userOf(principal)).isEqualTo(user);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@EVIL",
        "alice",
        "@HOME",
        "alice/x@EVIL",
        "a/b/c@HOME",
        "al'ice@HOME",
        "alice@HOME@EVIL",
        " @HOME",
        "alice@home",
        ""
      })
  void refusesEverythingElse(String principal) {
    assertThatThrownBy(() -> PrincipalMapping.parse(RULES, "HOME").userOf(principal))
        .isInstanceOfSatisfying(
            NyalaException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RULE:[1:$1", "ALLOW", "RULE:[1:$1]([)"})
  void refusesRulesThatCannotBeRead(String rules) {
    assertThatThrownBy(() -> PrincipalMapping.parse(rules, "HOME"))
        .isInstanceOf(NyalaException.class)
        .hasMessageContaining("auth.to.local");
  }

  @Test
  void identitiesCarryGroups() {
    UserIdentities identities =
        new UserIdentities(
            PrincipalMapping.parse("DEFAULT", "HOME"),
            StaticGroups.parse("alice=analysts, Domain Users; bob=x"));
    UserIdentity alice = identities.identify("alice@HOME", "10.0.0.1");
    assertThat(alice.groups()).isEqualTo(Set.of("analysts", "Domain Users"));
    assertThat(identities.identify("carol@HOME", "10.0.0.1").groups()).isEmpty();
    assertThatThrownBy(() -> StaticGroups.parse("alice")).isInstanceOf(NyalaException.class);
  }

  @Test
  void aGroupNameThatWouldBeSqlRefusesTheUser() {
    UserIdentities identities =
        new UserIdentities(
            PrincipalMapping.parse("DEFAULT", "HOME"), user -> Set.of("x') or ('1'='1"));
    assertThatThrownBy(() -> identities.identify("alice@HOME", "10.0.0.1"))
        .isInstanceOf(NyalaException.class);
  }
}
