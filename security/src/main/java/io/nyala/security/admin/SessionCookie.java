package io.nyala.security.admin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed, short-lived proof of a handshake: principal and expiry under an HMAC with a key that
 * lives as long as the process. Thread-safe.
 */
final class SessionCookie {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Duration life;
  private final InstantSource clock;

  SessionCookie(Duration life, InstantSource clock) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, ALGORITHM);
    this.life = life;
    this.clock = clock;
  }

  String issue(String principal) {
    String content = clock.instant().plus(life).toEpochMilli() + ":" + principal;
    return encode(content.getBytes(StandardCharsets.UTF_8)) + "." + encode(mac(content));
  }

  /** The principal; empty if forged or expired. */
  Optional<String> verify(String cookie) {
    try {
      int dot = cookie.indexOf('.');
      if (dot < 0) {
        return Optional.empty();
      }
      String content = new String(decode(cookie.substring(0, dot)), StandardCharsets.UTF_8);
      if (!MessageDigest.isEqual(mac(content), decode(cookie.substring(dot + 1)))) {
        return Optional.empty();
      }
      int colon = content.indexOf(':');
      boolean alive = clock.millis() < Long.parseLong(content.substring(0, colon));
      return alive ? Optional.of(content.substring(colon + 1)) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private byte[] mac(String content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
