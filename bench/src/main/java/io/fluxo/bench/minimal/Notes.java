package io.fluxo.bench.minimal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The notes over HTTP. */
@RestController
class Notes {

  private final CommandGateway commands;
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  Notes(CommandGateway commands) {
    this.commands = commands;
  }

  @EventHandler
  void on(Note.Written event) {
    texts.put(event.id(), event.text());
  }

  @PutMapping("/notes/{id}")
  void write(@PathVariable String id, @RequestBody String text) {
    commands.sendAndWait(new Note.Write(id, text));
  }

  @GetMapping("/notes")
  Map<String, String> all() {
    return texts;
  }
}
