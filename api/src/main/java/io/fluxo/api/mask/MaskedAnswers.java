package io.fluxo.api.mask;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.messages.mask.MaskedJson;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Masks every answer for a caller without {@link Permission#DATA_UNMASKED}. */
@RestControllerAdvice
final class MaskedAnswers implements ResponseBodyAdvice<Object> {

  private final ObjectMapper mapper;

  MaskedAnswers(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean supports(
      MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
    return !method.hasMethodAnnotation(ToldOnce.class)
        && AbstractJackson2HttpMessageConverter.class.isAssignableFrom(converter);
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter method,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    Caller caller =
        request instanceof ServletServerHttpRequest servlet
            ? Caller.of(servlet.getServletRequest())
            : null;
    return body == null || caller == null || caller.may(Permission.DATA_UNMASKED)
        ? body
        : MaskedJson.of(mapper.valueToTree(body));
  }
}
