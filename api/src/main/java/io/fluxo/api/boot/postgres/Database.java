package io.fluxo.api.boot.postgres;

/**
 * Where the data is and as whom to use it.
 *
 * @param url JDBC address
 * @param app the role that answers questions: it sees the rows of one workspace at a time
 * @param worker the role that runs workflows for all tenants; it owns nothing
 * @param owner the role that owns the tables and migrates them
 */
public record Database(String url, Account app, Account worker, Account owner) {}
