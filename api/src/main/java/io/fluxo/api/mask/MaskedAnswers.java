package io.fluxo.api.mask;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.context.ContextFilter;
import io.fluxo.messages.mask.MaskedJson;
import jakarta.servlet.http.HttpServletRequest;
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

/**
 * Masks every answer for a caller without {@link Permission#DATA_UNMASKED}; what the others are
 * given is looked at.
 */
@RestControllerAdvice
final class MaskedAnswers implements ResponseBodyAdvice<Object> {

  private final ObjectMapper mapper;
  private final PersonalReads reads;

  MaskedAnswers(ObjectMapper mapper, PersonalReads reads) {
    this.mapper = mapper;
    this.reads = reads;
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
    if (body == null || !(request instanceof ServletServerHttpRequest servlet)) {
      return body;
    }
    HttpServletRequest asked = servlet.getServletRequest();
    Caller caller = Caller.of(asked);
    if (caller == null) {
      return body;
    }
    if (!caller.may(Permission.DATA_UNMASKED)) {
      return MaskedJson.of(mapper.valueToTree(body));
    }
    String object = ReadObject.of(asked);
    if (object != null) {
      reads.answered(ContextFilter.of(asked), object, asked.getRequestURI(), body);
    }
    return body;
  }
}
