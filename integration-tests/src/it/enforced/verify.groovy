import groovy.io.FileType
import groovy.xml.XmlSlurper
import java.util.jar.JarFile

// A program fetches the library, its dependencies, and Maven's own plugins, some of which bring junit-bom. The help
// plugin fetches more.
def fetched = new File(basedir, 'build.log').text.split('maven-help-plugin')[0]
assert ['com/squareup/okhttp3', 'com/atlassian', 'com/fasterxml', 'io/swagger', 'net/bytebuddy', 'org/assertj',
        'org/eclipse/jetty', 'org/junit/jupiter', 'org/junit/platform', 'org/openjdk', 'org/wiremock'].findAll {
    fetched.contains("/${it}/")
} == ['com/squareup/okhttp3']

def address = 'https://github.com/realtimekit/realtimekit-active-session-java'
for (module in ['client', 'generated-client']) {
    def pom = new XmlSlurper().parse(new File(basedir, "target/${module}.xml"))
    assert pom.url == address
    assert pom.scm.url == address
    assert pom.scm.connection == "scm:git:${address}.git"
    // Programs that compile against the client do not see its internals.
    assert pom.dependencies.dependency.findAll { it.scope == 'compile' }.collect { it.artifactId.text() } ==
            [client: ['okhttp', 'jspecify'], 'generated-client': ['okhttp', 'okio']][module]
    assert pom.scm.developerConnection == "scm:git:${address.replace('https://', 'ssh://git@')}.git"
}

def published = new File(basedir, '../../../../target/published/io/github/realtimekit')
assert published.list().sort() == ['', '-generated-client', '-parent'].collect { "realtimekit-active-session${it}" }
published.traverse(type: FileType.FILES, nameFilter: ~/.*\.jar/) { file ->
    new JarFile(file).withCloseable { jar ->
        def manifest = jar.manifest.mainAttributes
        assert file.name.endsWith('-javadoc.jar') || jar.getEntry('META-INF/LICENSE') != null, file
        if (file.name =~ /-(sources|javadoc)\.jar/) {
            return
        }
        assert manifest.getValue('Implementation-Title').startsWith('RealtimeKit active session'), file
        assert manifest.getValue('Implementation-Version') == file.parentFile.name, file
    }
}
