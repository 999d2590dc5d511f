package io.gantry.server.encryption;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;

/** What a plugin on an abstract socket is made of: Netty's native transport, which the program itself does without. */
final class AbstractSockets {
    private AbstractSockets() {}

    static IoHandlerFactory handler() {
        return EpollIoHandler.newFactory();
    }

    static DomainSocketAddress address(String name) {
        return new DomainSocketAddress("\0" + name);
    }
}
