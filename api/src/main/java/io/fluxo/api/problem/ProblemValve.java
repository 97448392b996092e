package io.fluxo.api.problem;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers with a problem what Tomcat refuses before any of our code is asked, such as an address
 * with broken percent signs. Tomcat makes it, so it is public.
 */
public final class ProblemValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int code = response.getStatus();
    if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus known = HttpStatus.resolve(code);
    String title = known == null ? "Problem" : known.getReasonPhrase();
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("utf-8");
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(
            """
            {"type":"urn:fluxo:problem:refused","title":"%s","status":%d,\
            "detail":"The request is not one that HTTP allows","code":"refused"}"""
                .formatted(title, code));
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      // Who asked has gone.
    }
  }
}
