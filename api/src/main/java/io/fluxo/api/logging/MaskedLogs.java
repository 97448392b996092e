package io.fluxo.api.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.Iterator;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** Puts the mask over everything that is logged, as soon as Spring has set the logs up. */
final class MaskedLogs
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  @Override
  public int getOrder() {
    return LoggingApplicationListener.DEFAULT_ORDER + 1;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLoggerList().forEach(MaskedLogs::mask);
    }
  }

  private static void mask(Logger logger) {
    Iterator<Appender<ILoggingEvent>> appenders = logger.iteratorForAppenders();
    while (appenders.hasNext()) {
      if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> output
          && !(output.getEncoder() instanceof MaskingEncoder)) {
        MaskingEncoder masking = new MaskingEncoder(output.getEncoder());
        masking.setContext(logger.getLoggerContext());
        masking.start();
        output.setEncoder(masking);
      }
    }
  }
}
