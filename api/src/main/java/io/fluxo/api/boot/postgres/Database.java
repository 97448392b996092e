package io.fluxo.api.boot.postgres;

/**
 * Where the data is and as whom to use it.
 *
 * @param url JDBC address
 * @param app the role that the application works as; it owns nothing
 * @param owner the role that owns the tables and migrates them; may be the same on an external
 *     server
 */
public record Database(String url, Account app, Account owner) {}
