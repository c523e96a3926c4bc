package io.nyala.security.ranger;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.ranger.plugin.util.RangerRoles;
import org.apache.ranger.plugin.util.ServicePolicies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good download on disk, so that a start without the policy admin still knows the
 * policies. Readable by its owner only, replaced atomically; a damaged file counts as none.
 */
final class PolicyCacheFile {
  private static final Logger log = LoggerFactory.getLogger(PolicyCacheFile.class);

  /** The file's content; public fields' names are the format. */
  record Content(ServicePolicies policies, RangerRoles roles) {}

  private final Path file;

  PolicyCacheFile(Path file) {
    this.file = file;
  }

  Optional<PolicySet> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Content content = PolicyJson.mapper().readValue(Files.readAllBytes(file), Content.class);
      if (content.policies() == null || content.roles() == null) {
        return Optional.empty();
      }
      return Optional.of(new PolicySet(content.policies(), content.roles()));
    } catch (IOException e) {
      log.warn("Policy cache {} cannot be read and is ignored: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  void write(byte[] content) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path temporary =
        Files.createTempFile(
            directory,
            file.getFileName().toString(),
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(temporary, content);
      try {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Taken before the engine hardens the policies, so the file holds what the server sent. */
  static byte[] content(PolicySet policySet) throws IOException {
    return PolicyJson.mapper()
        .writeValueAsBytes(new Content(policySet.policies(), policySet.roles()));
  }
}
