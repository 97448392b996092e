package io.fluxo.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Permission;
import io.fluxo.api.context.Rooms;
import io.fluxo.api.mask.PersonalReads;
import io.fluxo.api.problem.Refused;
import io.fluxo.messages.audit.Act;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.DocumentSigner;
import io.fluxo.messages.mask.MaskedJson;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Writes acts into an archive, page by page as they are read. What cannot be finished is cut off,
 * and no archive then.
 */
@Component
final class ActExport {

  /** Each reads a good part of the store. */
  private static final int AT_ONCE = 2;

  private static final String ABOUT = "export.json";

  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Rooms rooms;
  private final ObjectProvider<DocumentSigner> signers;
  private final PersonalReads reads;
  private final ObjectMapper mapper;
  private final InstantSource clock;

  ActExport(
      Rooms rooms,
      ObjectProvider<DocumentSigner> signers,
      PersonalReads reads,
      ObjectMapper mapper,
      InstantSource clock) {
    this.rooms = rooms;
    this.signers = signers;
    this.reads = reads;
    this.mapper = mapper;
    this.clock = clock;
  }

  /**
   * Writes the answer.
   *
   * @throws Refused where too many are being written
   */
  void write(
      ActFilter filter,
      ActFormat format,
      Caller caller,
      Context context,
      HttpServletResponse response)
      throws IOException {
    if (!places.tryAcquire()) {
      throw new Refused(
          HttpStatus.SERVICE_UNAVAILABLE,
          "too_many_open",
          "Too many exports are being written at the same time: try later",
          Duration.ofSeconds(10));
    }
    try {
      boolean clear = caller.may(Permission.DATA_UNMASKED);
      Page<Act> first = page(filter, null, context); // what is refused is refused before a byte
      if (clear) {
        reads.given(context, "export:audit", "/api/v1/audit/export");
      }
      response.setContentType("application/zip");
      response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.zip\"");
      try (SignedArchive archive = new SignedArchive(response.getOutputStream())) {
        long acts = acts(filter, format, first, clear, context, archive);
        archive.add(ABOUT, about(filter, format, clear, acts, context));
        archive.sign(signers.getIfAvailable(), context.tenant());
      }
    } finally {
      places.release();
    }
  }

  private long acts(
      ActFilter filter,
      ActFormat format,
      Page<Act> first,
      boolean clear,
      Context context,
      SignedArchive archive)
      throws IOException {
    long acts = 0;
    try (OutputStream file = archive.begin(format.file())) {
      file.write(format.head().getBytes(StandardCharsets.UTF_8));
      Page<Act> page = first;
      while (true) {
        for (Act act : page.items()) {
          JsonNode tree = mapper.valueToTree(act);
          file.write(
              format.line(clear ? tree : MaskedJson.of(tree)).getBytes(StandardCharsets.UTF_8));
          acts++;
        }
        if (page.next() == null) {
          return acts;
        }
        page = page(filter, page.next(), context);
      }
    }
  }

  private byte[] about(
      ActFilter filter, ActFormat format, boolean clear, long acts, Context context)
      throws IOException {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("tenant", context.tenant());
    about.put("workspace", context.workspace());
    about.put("file", format.file());
    about.put("filter", filter.words());
    about.put("acts", acts);
    about.put("masked", !clear);
    about.put("by", context.actor());
    about.put("at", clock.instant());
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(about);
  }

  @SuppressWarnings("unchecked") // the question is answered with a page of acts
  private Page<Act> page(ActFilter filter, @Nullable String cursor, Context context) {
    return (Page<Act>)
        rooms.askPage(filter.page(context, new PageRequest(cursor, PageRequest.MAX_LIMIT))).join();
  }
}
