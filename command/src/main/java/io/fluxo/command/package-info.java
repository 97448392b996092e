/** The write side: aggregates and the pure decisions behind them. */
@NullMarked
package io.fluxo.command;

import org.jspecify.annotations.NullMarked;
