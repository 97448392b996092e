package io.fluxo.api.tenant;

import io.fluxo.api.access.Permission;
import io.fluxo.api.access.Requires;
import io.fluxo.api.paging.Paging;
import io.fluxo.api.problem.Fields;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.page.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tenants, for whoever runs the installation. */
@Tag(name = "Tenants and workspaces")
@RestController
@RequestMapping("/api/v1/tenants")
final class TenantController {

  /** How a tenant is to stand. */
  record TenantChange(@Nullable String state) {}

  private final Tenants tenants;

  TenantController(Tenants tenants) {
    this.tenants = tenants;
  }

  @Operation(summary = "Lists the tenants")
  @Requires(Permission.TENANTS_MANAGE)
  @GetMapping
  Page<TenantView> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = Paging.of(cursor, limit);
    return Paging.page(tenants.list(page.cursor(), page.limit() + 1), page, TenantView::id);
  }

  @Operation(summary = "Suspends a tenant, or lets it in again")
  @Requires(Permission.TENANTS_MANAGE)
  @PatchMapping("/{id}")
  TenantView change(@PathVariable String id, @RequestBody TenantChange body, Context context) {
    String state =
        Fields.matching("/state", body.state(), "active|suspended", "active or suspended");
    return tenants.change(id, state, context);
  }
}
