package io.fluxo.api.boot;

import org.springframework.context.annotation.Configuration;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps Spring from starting Bean Validation, which takes a tenth of all classes of a start: what
 * comes in is checked by what knows its meaning, and answered with pointers.
 */
@Configuration
class NoBeanValidation implements WebMvcConfigurer {

  @Override
  public Validator getValidator() {
    return new Validator() {
      @Override
      public boolean supports(Class<?> type) {
        return false;
      }

      @Override
      public void validate(Object target, Errors errors) {
        throw new IllegalStateException("It supports nothing");
      }
    };
  }
}
