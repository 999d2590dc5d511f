/** The control loops of a cluster, and what starts and ends them together. */
@NullMarked
package io.gantry.controllers;

import org.jspecify.annotations.NullMarked;
