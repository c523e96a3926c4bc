package io.nyala.security.admin;

import java.util.List;

/** Ranger's VXResponse: what an error answers. */
record ErrorBody(int statusCode, String msgDesc, List<Message> messageList) {
  /** One problem. */
  record Message(String name, String message) {}

  static ErrorBody of(PolicyAdminException error) {
    List<Message> messages =
        error.details().stream().map(detail -> new Message("INVALID", detail)).toList();
    int code = error.status() == 400 ? 1 : error.status();
    return new ErrorBody(code, String.join("; ", error.details()), messages);
  }
}
