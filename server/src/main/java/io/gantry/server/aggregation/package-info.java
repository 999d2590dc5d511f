/**
 * The aggregation layer: versions of API groups that another server serves, which is found by an APIService. Nothing here
 * but {@link io.gantry.server.aggregation.Aggregator} is loaded before the first such APIService exists.
 */
@NullMarked
package io.gantry.server.aggregation;

import org.jspecify.annotations.NullMarked;
