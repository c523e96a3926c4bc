package io.nyala.security.admin;

import java.util.List;

/** A request that is answered with an error; the message is shown to the client. */
final class PolicyAdminException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<String> details;

  private PolicyAdminException(int status, List<String> details) {
    super(String.join("; ", details));
    this.status = status;
    this.details = List.copyOf(details);
  }

  static PolicyAdminException invalid(List<String> details) {
    return new PolicyAdminException(400, details);
  }

  static PolicyAdminException invalid(String detail) {
    return invalid(List.of(detail));
  }

  static PolicyAdminException notFound(String what) {
    return new PolicyAdminException(404, List.of(what + " does not exist"));
  }

  static PolicyAdminException forbidden(String what) {
    return new PolicyAdminException(403, List.of(what));
  }

  int status() {
    return status;
  }

  List<String> details() {
    return details == null ? List.of(String.valueOf(getMessage())) : details;
  }
}
