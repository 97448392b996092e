package io.fluxo.api.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import io.fluxo.messages.mask.Masker;
import java.nio.charset.StandardCharsets;

/** Writes lines as another encoder does, masked: message, fields and stack trace alike. */
final class MaskingEncoder extends EncoderBase<ILoggingEvent> {

  private final Encoder<ILoggingEvent> encoder;

  MaskingEncoder(Encoder<ILoggingEvent> encoder) {
    this.encoder = encoder;
  }

  @Override
  public byte[] headerBytes() {
    return encoder.headerBytes();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
    return Masker.mask(line).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return encoder.footerBytes();
  }

  @Override
  public void stop() {
    super.stop();
    encoder.stop();
  }
}
