/** Human tasks: their streams, the decisions behind them, and their clocks. */
@NullMarked
package io.fluxo.command.humantask;

import org.jspecify.annotations.NullMarked;
