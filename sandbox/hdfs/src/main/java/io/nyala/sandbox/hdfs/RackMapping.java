package io.nyala.sandbox.hdfs;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.net.DNSToSwitchMapping;

/**
 * Puts {@code dn1} and {@code dn2} on {@code /rack1}, {@code dn3} and {@code dn4} on {@code
 * /rack2}, and so on in pairs; anything else on {@code /default-rack}. Implements the interface
 * directly: only then does the NameNode ask by the DataNode's logical host name instead of its
 * address.
 */
public final class RackMapping implements DNSToSwitchMapping {
  @Override
  public List<String> resolve(List<String> names) {
    List<String> racks = new ArrayList<>(names.size());
    for (String name : names) {
      racks.add(rackOf(name));
    }
    return racks;
  }

  private static String rackOf(String name) {
    if (!name.matches("dn[1-9][0-9]?")) {
      return "/default-rack";
    }
    return "/rack" + (Integer.parseInt(name.substring(2)) + 1) / 2;
  }

  @Override
  public void reloadCachedMappings() {}

  @Override
  public void reloadCachedMappings(List<String> names) {}
}
