/**
 * API priority and fairness: which requests are served at once, which wait, and which are sent away, as in Kubernetes' package
 * of this name and <a href="https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/1040-priority-and-fairness">KEP-1040</a>.
 *
 * <p>A request belongs to the first FlowSchema that fits it, and through that to a priority level with a number of seats. Everything
 * that decides ({@code Seats}, {@code QueueSet}, {@code SeatAllocation}, {@code FlowTable}) is plain code that is told the time;
 * {@code PriorityLevel} and {@code FlowControl} add the waiting, the timers and the objects of the cluster.
 */
@NullMarked
package io.gantry.server.flowcontrol;

import org.jspecify.annotations.NullMarked;
