package io.nyala.spi.security;

/** One privilege on one object. */
public record AccessRequest(AccessAction action, SecurableObject object) {}
