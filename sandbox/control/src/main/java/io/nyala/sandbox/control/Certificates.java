package io.nyala.sandbox.control;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The key pair and trust store of the sandbox's HTTPS ports, made once with the JDK's keytool. */
final class Certificates {
  private Certificates() {}

  /** Makes the stores if they are missing; returns the password that opens both. */
  static String prepare(SandboxLayout layout) throws IOException, InterruptedException {
    Path password = layout.tls().resolve("password");
    Path keyStore = layout.tls().resolve("keystore.p12");
    Path trustStore = layout.tls().resolve("truststore.p12");
    if (Files.exists(trustStore)) {
      return Files.readString(password);
    }
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    SandboxLayout.writePrivate(password, HexFormat.of().formatHex(random));
    Files.deleteIfExists(keyStore);
    keytool(
        "-genkeypair -alias sandbox -keyalg EC -groupname secp256r1 -dname CN=localhost -validity 3650"
            + " -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass:file",
        password,
        "-keystore",
        keyStore);
    String secret = Files.readString(password);
    try {
      KeyStore keys = KeyStore.getInstance(keyStore.toFile(), secret.toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("sandbox", keys.getCertificate("sandbox"));
      try (OutputStream out = Files.newOutputStream(trustStore)) {
        trusted.store(out, secret.toCharArray());
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("The trust store " + trustStore + " cannot be made", e);
    }
    return secret;
  }

  private static void keytool(String options, Object... paths)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(options.split(" ")));
    for (Object path : paths) {
      command.add(path.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + output.trim());
    }
  }
}
