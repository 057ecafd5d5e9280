// Starts a server with the stubs for one consumer project, which gets the address as the property stubs.url.
import com.github.tomakehurst.wiremock.WireMockServer
import com.github.tomakehurst.wiremock.core.WireMockConfiguration

def folder = new File(basedir, '../../../facade/src/stubs').canonicalPath
def server = new WireMockServer(WireMockConfiguration.options()
        .dynamicPort()
        .withRootDirectory(folder))
server.start()
if (server.stubMappings.empty) {
    throw new IllegalStateException('no stubs in ' + folder)
}
context.get('userProperties').put('stubs.url', server.baseUrl())
