package io.nyala.security.ranger;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessDecision;
import io.nyala.spi.security.DecisionVerifier;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs access decisions on the coordinator and checks them on executors: HMAC-SHA256 over a
 * length-prefixed encoding of every field, so that no two decisions encode alike. Thread-safe.
 */
public final class DecisionSigner implements DecisionVerifier {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int ENCODING_VERSION = 1;

  private final SecretKeySpec key;
  private final InstantSource clock;

  public DecisionSigner(DecisionKey key, InstantSource clock) {
    this.key = new SecretKeySpec(key.bytes(), ALGORITHM);
    this.clock = clock;
  }

  /** The same decision with its MAC. */
  public AccessDecision sign(AccessDecision unsigned) {
    return unsigned.withMac(HexFormat.of().formatHex(mac(unsigned)));
  }

  @Override
  public void verify(AccessDecision decision, String queryId) {
    if (!hasValidMac(decision)) {
      throw invalid(decision, "is not signed by this cluster");
    }
    if (!decision.queryId().equals(queryId)) {
      throw invalid(decision, "belongs to another query");
    }
    if (clock.millis() > decision.expiresAtMillis()) {
      throw invalid(decision, "has expired; run the query again");
    }
  }

  private boolean hasValidMac(AccessDecision decision) {
    try {
      return MessageDigest.isEqual(HexFormat.of().parseHex(decision.mac()), mac(decision));
    } catch (IllegalArgumentException notHex) {
      return false;
    }
  }

  private static NyalaException invalid(AccessDecision decision, String why) {
    return new NyalaException(
        ErrorCode.INVALID_DECISION,
        "The access decision for table " + decision.table() + " " + why + ".");
  }

  private byte[] mac(AccessDecision decision) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(encode(decision));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }

  private static byte[] encode(AccessDecision decision) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(ENCODING_VERSION);
      text(out, decision.user());
      text(out, decision.queryId());
      text(out, decision.table());
      out.writeInt(decision.columns().size());
      for (String column : decision.columns()) {
        text(out, column);
      }
      text(out, decision.filterDigest());
      text(out, decision.maskDigest());
      out.writeBoolean(decision.policyScan());
      out.writeLong(decision.policyVersion());
      out.writeLong(decision.expiresAtMillis());
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
