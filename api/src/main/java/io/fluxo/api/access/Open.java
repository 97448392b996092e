package io.fluxo.api.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks what needs no permission. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Open {

  /** Who may ask. */
  enum To {
    /** Anybody, also without saying who. */
    ANYBODY,
    /** Whoever says who he is, about himself. */
    EVERY_CALLER
  }

  To value();
}
