/** Deployment: ReplicaSets of a template's successive versions. */
@NullMarked
package io.gantry.controllers.deployment;

import org.jspecify.annotations.NullMarked;
