package io.nyala.spi.security;

/**
 * For whom and on whose behalf access is asked; goes into the audit record.
 *
 * @param queryId empty for metadata calls outside a query
 */
public record AccessContext(UserIdentity identity, String queryId, String sessionId) {}
