package io.nyala.planner.testing;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.security.AccessContext;
import io.nyala.spi.security.AccessControl;
import io.nyala.spi.security.AccessDecision;
import io.nyala.spi.security.AccessRequest;
import io.nyala.spi.security.SecurableObject;
import io.nyala.spi.security.SecurableObject.ColumnObject;
import io.nyala.spi.security.SecurableObject.TableObject;
import io.nyala.spi.security.TablePolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Denies everything that was not granted; user {@code admin} may do everything. Notes what was
 * asked.
 */
public final class TestAccessControl implements AccessControl {
  /** Who may do everything. */
  public static final String ADMIN = "admin";

  private static final long VERSION = 7;

  private final Set<String> grants = new HashSet<>();
  private final Map<String, String> filters = new HashMap<>();
  private final Map<String, Map<String, String>> masks = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private int signed;

  /**
   * Grants SELECT.
   *
   * @param path {@code db/table} for the whole table, or {@code db/table/column}
   */
  public TestAccessControl allow(String user, String path) {
    return allow(user, AccessAction.SELECT, path);
  }

  public TestAccessControl allow(String user, AccessAction action, String path) {
    grants.add(user + " " + action + " " + path);
    return this;
  }

  public TestAccessControl rowFilter(String user, String table, String condition) {
    filters.put(user + " " + table, condition);
    return this;
  }

  public TestAccessControl mask(String user, String table, String column, String expression) {
    masks.computeIfAbsent(user + " " + table, key -> new HashMap<>()).put(column, expression);
    return this;
  }

  /**
   * What {@code require} was asked, as {@code ACTION path}, and what it denied, as {@code DENIED
   * ACTION path}.
   */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** Number of decisions that were signed. */
  public int signed() {
    return signed;
  }

  @Override
  public void require(AccessContext context, Collection<AccessRequest> requests) {
    String user = context.identity().user();
    for (AccessRequest request : requests) {
      boolean allowed = isAllowed(user, request);
      asked.add((allowed ? "" : "DENIED ") + request.action() + " " + request.object().path());
      if (!allowed) {
        throw new NyalaException(
            ErrorCode.ACCESS_DENIED,
            "HiveAccessControlException Permission denied: user ["
                + user
                + "] does not have ["
                + request.action()
                + "] privilege on ["
                + request.object().path()
                + "]");
      }
    }
  }

  private boolean isAllowed(String user, AccessRequest request) {
    if (user.equals(ADMIN)) {
      return true;
    }
    String prefix = user + " " + request.action() + " ";
    if (request.object() instanceof ColumnObject column
        && grants.contains(prefix + column.database() + "/" + column.table())) {
      return true;
    }
    return grants.contains(prefix + request.object().path());
  }

  @Override
  public boolean isVisible(AccessContext context, SecurableObject object) {
    String user = context.identity().user();
    if (user.equals(ADMIN)) {
      return true;
    }
    String path = object.path();
    for (String grant : grants) {
      String[] parts = grant.split(" ", 3);
      boolean covers =
          parts[2].equals(path)
              || (object instanceof TableObject && parts[2].startsWith(path + "/"))
              || (object instanceof ColumnObject && path.startsWith(parts[2] + "/"));
      if (parts[0].equals(user) && covers) {
        return true;
      }
    }
    return false;
  }

  @Override
  public <T extends SecurableObject> List<T> visible(AccessContext context, List<T> objects) {
    return objects.stream().filter(object -> isVisible(context, object)).toList();
  }

  @Override
  public TablePolicy tablePolicy(
      AccessContext context, String database, String table, List<String> columns) {
    String key =
        (context.identity().user() + " " + database + "." + table).toLowerCase(Locale.ROOT);
    return new TablePolicy(
        Optional.ofNullable(filters.get(key)), masks.getOrDefault(key, Map.of()), VERSION);
  }

  @Override
  public AccessDecision sign(AccessDecision unsigned) {
    signed++;
    return unsigned.withMac("signed");
  }

  @Override
  public long policyVersion() {
    return VERSION;
  }
}
