package io.nyala.security.kerberos;

import java.util.Base64;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/** Makes the header a SPNEGO client sends. */
public final class SpnegoToken {
  private static final String SPNEGO = "1.3.6.1.5.5.2";

  private SpnegoToken() {}

  /**
   * {@code Negotiate <token>} for the service HTTP on a host.
   *
   * @throws Exception a GSSException if there is no ticket or the KDC does not know the service
   */
  public static String header(KerberosLogin login, String host) throws Exception {
    return login.call(() -> "Negotiate " + token(host));
  }

  private static String token(String host) throws GSSException {
    GSSManager manager = GSSManager.getInstance();
    GSSName service = manager.createName("HTTP@" + host, GSSName.NT_HOSTBASED_SERVICE);
    GSSContext context =
        manager.createContext(service, new Oid(SPNEGO), null, GSSContext.DEFAULT_LIFETIME);
    try {
      context.requestMutualAuth(true);
      byte[] token = context.initSecContext(new byte[0], 0, 0);
      return Base64.getEncoder().encodeToString(token);
    } finally {
      context.dispose();
    }
  }
}
