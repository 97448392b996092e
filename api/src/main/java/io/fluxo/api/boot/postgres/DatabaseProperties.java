package io.fluxo.api.boot.postgres;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The PostgreSQL of the operator, if there is one.
 *
 * @param url its JDBC address; without it the embedded server is used
 * @param user the role that answers questions
 * @param password its password
 * @param worker the role that runs workflows
 * @param owner the role that owns the tables
 */
@ConfigurationProperties("fluxo.db")
record DatabaseProperties(
    @Nullable String url,
    @Nullable String user,
    @Nullable String password,
    @Nullable Login worker,
    @Nullable Login owner) {

  /** Goes into statements where no parameter can. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.@-]{1,63}");

  /** A role and its password. */
  record Login(@Nullable String user, @Nullable String password) {}

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
    Database database =
        new Database(
            jdbc,
            account(new Login(user, password), "FLUXO_DB"),
            account(worker, "FLUXO_DB_WORKER"),
            account(owner, "FLUXO_DB_OWNER"));
    if (Stream.of(database.app(), database.worker(), database.owner())
            .map(Account::user)
            .distinct()
            .count()
        < 3) {
      throw wrong("three different roles");
    }
    return database;
  }

  private static Account account(@Nullable Login login, String variables) {
    if (login == null || login.user() == null || login.user().isBlank()) {
      throw wrong("a role in " + variables + "_USER");
    }
    if (!NAME.matcher(login.user()).matches()) {
      throw wrong("letters, digits and _ . @ - alone in " + variables + "_USER");
    }
    return new Account(login.user(), login.password() == null ? "" : login.password());
  }

  private static DatabaseException wrong(String expected) {
    return new DatabaseException(
        "Expected " + expected + ", but it is missing or of another form",
        "Set FLUXO_DB_URL, and _USER and _PASSWORD of FLUXO_DB, FLUXO_DB_WORKER and"
            + " FLUXO_DB_OWNER (docs/database.md has the statements that make the roles), or none"
            + " of them to use the PostgreSQL that comes with Fluxo.",
        null);
  }
}
