package io.fluxo.api.context;

/** Gives new ids: 26 characters that sort by time. */
@FunctionalInterface
public interface Ids {

  /** A new id. */
  String next();
}
