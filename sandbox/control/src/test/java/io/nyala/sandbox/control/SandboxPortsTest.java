package io.nyala.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxPortsTest {
  @Test
  void remembersPortsAndReplacesOnlyTakenOnes(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("ports.properties");
    SandboxPorts first = SandboxPorts.choose(file, new Random());
    List<Integer> ports = SandboxPorts.NAMES.stream().map(first::get).toList();
    assertThat(ports).doesNotHaveDuplicates();

    int taken = first.get("metastore");
    try (ServerSocket socket = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
      SandboxPorts second = SandboxPorts.choose(file, new Random());
      assertThat(second.get("metastore")).isNotEqualTo(taken);
      assertThat(second.get("namenode1.rpc")).isEqualTo(first.get("namenode1.rpc"));
      assertThat(SandboxPorts.read(file).get("metastore")).isEqualTo(second.get("metastore"));
    }
  }
}
