/** Endpoints and EndpointSlices: the pods behind each Service. */
@NullMarked
package io.gantry.controllers.endpoints;

import org.jspecify.annotations.NullMarked;
