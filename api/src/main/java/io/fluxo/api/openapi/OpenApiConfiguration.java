package io.fluxo.api.openapi;

import io.fluxo.api.access.Caller;
import io.fluxo.api.access.Open;
import io.fluxo.api.access.Requires;
import io.fluxo.messages.context.Context;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says beyond what the controllers show. */
@Configuration
class OpenApiConfiguration {

  private static final String PROBLEM = "Problem";
  private static final String BEARER = "bearer";

  static {
    // It is made of headers, and is no parameter.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Context.class, Caller.class);
  }

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Fluxo")
                .version("v1")
                .description("Publishes workflows, runs them, and tells what they did.")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
        .tags(
            Stream.of(
                    "Workflows",
                    "Runs",
                    "Run control",
                    "Human tasks",
                    "Answers by links",
                    "Notifications",
                    "Calendars",
                    "Webhooks",
                    "Events",
                    "Node types",
                    "Dependencies",
                    "Locks",
                    "Runs, by their other paths",
                    "Locks, by their other paths",
                    "Logging in",
                    "Members",
                    "API keys",
                    "Tenants and workspaces",
                    "Secrets",
                    "Audit",
                    "Log",
                    "Evidence",
                    "Privacy",
                    "Repair")
                .map(name -> new Tag().name(name))
                .toList());
  }

  /** Says of every operation who may ask for it. */
  @Bean
  OperationCustomizer permissions() {
    return (operation, method) -> {
      Requires required = method.getMethodAnnotation(Requires.class);
      Open open = method.getMethodAnnotation(Open.class);
      if (required != null) {
        operation.addExtension("x-permission", required.value().text());
      }
      if (open == null || open.value() == Open.To.EVERY_CALLER) {
        operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
      }
      return operation;
    };
  }

  /** Every operation may be answered with a problem (RFC 9457). */
  @Bean
  OperationCustomizer problems() {
    return (operation, method) -> {
      operation
          .getResponses()
          .addApiResponse(
              ApiResponses.DEFAULT,
              new ApiResponse()
                  .description("What is wrong, and what to do about it")
                  .content(
                      new Content()
                          .addMediaType(
                              "application/problem+json",
                              new MediaType()
                                  .schema(
                                      new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
      return operation;
    };
  }

  @Bean
  OpenApiCustomizer problemSchema() {
    return api ->
        api.getComponents()
            .addSchemas(PROBLEM, problem())
            .addSecuritySchemes(
                BEARER,
                new SecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("bearer")
                    .description("An access token or an API key"));
  }

  private static Schema<?> problem() {
    Schema<?> problem =
        new ObjectSchema()
            .description("A problem as RFC 9457 has it")
            .addProperty("type", new StringSchema().format("uri"))
            .addProperty("title", new StringSchema())
            .addProperty("status", new IntegerSchema())
            .addProperty("detail", new StringSchema())
            .addProperty("code", new StringSchema().description("A word for programs"))
            .addProperty(
                "correlation", new StringSchema().description("The id to look for in the logs"));
    problem.setRequired(List.of("type", "title", "status"));
    return problem;
  }
}
