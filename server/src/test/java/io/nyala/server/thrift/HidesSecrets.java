package io.nyala.server.thrift;

import io.nyala.spi.security.AccessContext;
import io.nyala.spi.security.AccessControl;
import io.nyala.spi.security.AccessDecision;
import io.nyala.spi.security.AccessRequest;
import io.nyala.spi.security.SecurableObject;
import io.nyala.spi.security.TablePolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everybody may see everything but the database {@code secret} and columns called {@code card}. */
final class HidesSecrets implements AccessControl {
  @Override
  public void require(AccessContext context, Collection<AccessRequest> requests) {}

  @Override
  public boolean isVisible(AccessContext context, SecurableObject object) {
    return !object.path().startsWith("secret") && !object.path().endsWith("/card");
  }

  @Override
  public <T extends SecurableObject> List<T> visible(AccessContext context, List<T> objects) {
    return objects.stream().filter(object -> isVisible(context, object)).toList();
  }

  @Override
  public TablePolicy tablePolicy(
      AccessContext context, String database, String table, List<String> columns) {
    return new TablePolicy(Optional.empty(), Map.of(), 1);
  }

  @Override
  public AccessDecision sign(AccessDecision unsigned) {
    return unsigned;
  }

  @Override
  public long policyVersion() {
    return 1;
  }
}
