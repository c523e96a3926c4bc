package io.nyala.sandbox.control;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.kerby.KOptions;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.client.KrbConfig;
import org.apache.kerby.kerberos.kerb.client.KrbConfigKey;
import org.apache.kerby.kerberos.kerb.client.KrbKdcOption;
import org.apache.kerby.kerberos.kerb.client.KrbOption;
import org.apache.kerby.kerberos.kerb.type.ticket.TgtTicket;

/**
 * Gets tickets without kinit. One request at a time in the whole JVM: Kerby keeps the values of its
 * options in statics, so that two requests side by side would get each other's ticket.
 */
public final class TicketCaches {
  private static final String ENCRYPTION_TYPES = "aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96";
  private static final int LIFETIME_SECONDS = 24 * 3600;

  private TicketCaches() {}

  /**
   * Writes a new ticket-granting ticket of a user, by keytab, into the user's ticket cache; returns
   * its path.
   */
  public static Path refresh(SandboxLayout layout, SandboxPorts ports, String user)
      throws IOException {
    Path keytab = layout.keytab(user);
    if (Files.notExists(keytab)) {
      throw new IOException(
          "There is no keytab for '"
              + user
              + "' in "
              + keytab.getParent()
              + ": use one of "
              + SandboxPrincipals.USERS);
    }
    Path cache = layout.ticketCache(user);
    Path fresh = cache.resolveSibling(cache.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    synchronized (TicketCaches.class) {
      try {
        request(ports.get("kdc"), SandboxPrincipals.of(user), keytab.toFile(), fresh.toFile());
      } catch (KrbException e) {
        throw new IOException("No ticket for " + user + ": " + e.getMessage(), e);
      }
    }
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
    Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return cache;
  }

  private static void request(int port, String principal, File keytab, File cache)
      throws KrbException {
    KrbConfig config = new KrbConfig();
    config.setString(KrbConfigKey.PERMITTED_ENCTYPES, ENCRYPTION_TYPES);
    config.setString(KrbConfigKey.DEFAULT_TKT_ENCTYPES, ENCRYPTION_TYPES);
    config.setString(KrbConfigKey.DEFAULT_TGS_ENCTYPES, ENCRYPTION_TYPES);
    KrbClient client = new KrbClient(config);
    client.setKdcRealm(SandboxLayout.REALM);
    client.setKdcHost("localhost");
    client.setAllowTcp(true);
    client.setAllowUdp(false);
    client.setKdcTcpPort(port);
    client.init();
    KOptions options = new KOptions();
    options.add(KrbOption.CLIENT_PRINCIPAL, principal);
    options.add(KrbOption.USE_KEYTAB, true);
    options.add(KrbOption.KEYTAB_FILE, keytab);
    options.add(KrbOption.LIFE_TIME, LIFETIME_SECONDS);
    options.add(KrbKdcOption.FORWARDABLE);
    TgtTicket ticket = client.requestTgt(options);
    client.storeTicket(ticket, cache);
  }
}
