package io.gantry.server.edge;

import io.gantry.base.Time;
import io.netty.channel.ChannelHandlerContext;

/** A connection's way to its client, from the moment that its handler is in the pipeline. */
record Line(ChannelHandlerContext context, Outbound outbound, Turns turns) {
    /** @param flush run on the event loop after each batch of writes */
    static Line of(ChannelHandlerContext context, Runnable flush, Time time) {
        var outbound = new Outbound(context, flush);
        return new Line(context, outbound, new Turns(outbound, context.executor(), time));
    }
}
