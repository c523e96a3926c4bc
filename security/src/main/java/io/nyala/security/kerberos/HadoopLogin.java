package io.nyala.security.kerberos;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * The process's one Hadoop login, for HDFS and the metastore. Hadoop keeps it in static state and
 * renews it itself, so a process calls this once, before its first use of HDFS.
 */
public final class HadoopLogin {
  private HadoopLogin() {}

  /**
   * Logs the process in.
   *
   * @param configuration with {@code hadoop.security.authentication=kerberos}
   * @throws NyalaException AUTHENTICATION_FAILED
   */
  public static UserGroupInformation logIn(
      Configuration configuration, String principal, Path keytab) {
    UserGroupInformation.setConfiguration(configuration);
    try {
      UserGroupInformation.loginUserFromKeytab(principal, keytab.toAbsolutePath().toString());
      return UserGroupInformation.getLoginUser();
    } catch (IOException e) {
      throw new NyalaException(
          ErrorCode.AUTHENTICATION_FAILED,
          "Hadoop login of " + principal + " with " + keytab + " failed: " + e.getMessage(),
          e);
    }
  }
}
