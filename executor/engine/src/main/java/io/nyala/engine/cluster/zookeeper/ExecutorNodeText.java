package io.nyala.engine.cluster.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nyala.engine.cluster.ExecutorNode;
import io.nyala.spi.rpc.RpcAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an executor's node holds: {@code key=value} lines, readable with ZooKeeper's own shell.
 * Unknown keys are ignored.
 */
final class ExecutorNodeText {
  private ExecutorNodeText() {}

  static byte[] format(ExecutorNode node) {
    String text =
        "host="
            + node.host()
            + "\nrack="
            + node.rack()
            + "\naddress="
            + node.address().host()
            + "\nport="
            + node.address().port()
            + "\nprincipal="
            + node.address().principal()
            + "\n";
    return text.getBytes(UTF_8);
  }

  /** Empty if the text is not that of an executor. */
  static Optional<ExecutorNode> parse(String id, byte[] data) {
    Map<String, String> values = new HashMap<>();
    new String(data, UTF_8)
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
              }
            });
    String host = values.get("host");
    String rack = values.get("rack");
    String address = values.get("address");
    String principal = values.get("principal");
    if (host == null || rack == null || address == null || principal == null) {
      return Optional.empty();
    }
    try {
      int port = Integer.parseInt(values.getOrDefault("port", ""));
      return Optional.of(
          new ExecutorNode(id, host, rack, new RpcAddress(address, port, principal)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
