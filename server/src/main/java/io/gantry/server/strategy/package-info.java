/** What is particular to single kinds: their registries' strategies. */
@NullMarked
package io.gantry.server.strategy;

import org.jspecify.annotations.NullMarked;
