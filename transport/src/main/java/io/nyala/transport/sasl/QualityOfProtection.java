package io.nyala.transport.sasl;

import static java.util.stream.Collectors.joining;

import java.util.Collection;

/** What SASL guards after authentication, strongest last. */
public enum QualityOfProtection {
  /** Authentication only; messages travel in the clear. */
  AUTHENTICATION("auth"),
  /** Messages carry a checksum. */
  INTEGRITY("auth-int"),
  /** Messages are encrypted. */
  PRIVACY("auth-conf");

  private final String saslName;

  QualityOfProtection(String saslName) {
    this.saslName = saslName;
  }

  /** The name in SASL properties: {@code auth}, {@code auth-int}, {@code auth-conf}. */
  public String saslName() {
    return saslName;
  }

  /** Inverse of {@link #saslName()}; anything else is an {@link IllegalArgumentException}. */
  public static QualityOfProtection of(String saslName) {
    for (QualityOfProtection protection : values()) {
      if (protection.saslName.equals(saslName.trim())) {
        return protection;
      }
    }
    throw new IllegalArgumentException(
        "quality of protection \"" + saslName + "\" is none of auth, auth-int, auth-conf");
  }

  static String saslNames(Collection<QualityOfProtection> protections) {
    return protections.stream().map(QualityOfProtection::saslName).collect(joining(","));
  }
}
