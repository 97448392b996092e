package io.fluxo.api.boot.postgres;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The PostgreSQL of the operator, if there is one.
 *
 * @param url its JDBC address; without it the embedded server is used
 * @param user the role of the application
 * @param password its password
 * @param owner the role that owns the tables; without it, the application's role
 */
@ConfigurationProperties("fluxo.db")
record DatabaseProperties(
    @Nullable String url, @Nullable String user, @Nullable String password, @Nullable Owner owner) {

  /**
   * The role that migrates.
   *
   * @param user its name
   * @param password its password
   */
  record Owner(@Nullable String user, @Nullable String password) {}

  boolean isExternal() {
    return url != null && !url.isBlank();
  }

  /**
   * The external database.
   *
   * @throws DatabaseException when the address or the role is not usable
   */
  Database external() {
    String address = url == null ? "" : url.strip();
    String jdbc =
        address.startsWith("postgresql://") || address.startsWith("postgres://")
            ? "jdbc:postgresql://" + address.substring(address.indexOf("//") + 2)
            : address;
    if (!jdbc.startsWith("jdbc:postgresql:") || jdbc.contains("@")) {
      throw wrong("an address such as jdbc:postgresql://host:5432/fluxo in FLUXO_DB_URL");
    }
    if (user == null || user.isBlank()) {
      throw wrong("the role of the application in FLUXO_DB_USER");
    }
    Account app = new Account(user, password == null ? "" : password);
    if (owner == null || owner.user() == null || owner.user().isBlank()) {
      return new Database(jdbc, app, app);
    }
    String secret = owner.password() == null ? "" : owner.password();
    return new Database(jdbc, app, new Account(owner.user(), secret));
  }

  private static DatabaseException wrong(String expected) {
    return new DatabaseException(
        "Expected " + expected + ", but it is missing or of another form",
        "Set FLUXO_DB_URL, FLUXO_DB_USER and FLUXO_DB_PASSWORD, or none of them to use the"
            + " PostgreSQL that comes with Fluxo.",
        null);
  }
}
