package io.nyala.sandbox.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoleTest {
  @Test
  void sortsIntoTheOrderOfStart() {
    assertThat(Role.parse("datanode2,namenode1,kdc, datanode1,zkfc1,journalnode3,zookeeper"))
        .map(Role::toString)
        .containsExactly(
            "kdc", "zookeeper", "journalnode3", "namenode1", "zkfc1", "datanode1", "datanode2");
  }

  @Test
  void namesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> Role.parse("kdc,resourcemanager1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resourcemanager1");
  }

  @Test
  void racksHoldTwoDataNodesEach() {
    assertThat(new RackMapping().resolve(List.of("dn1", "dn2", "dn3", "dn4", "127.0.0.1")))
        .containsExactly("/rack1", "/rack1", "/rack2", "/rack2", "/default-rack");
  }
}
