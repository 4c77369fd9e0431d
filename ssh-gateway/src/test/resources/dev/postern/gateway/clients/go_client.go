// Go's x/crypto/ssh against one server: exec | repeat | transcript HOST PORT LOGIN KEY [MORE...]
//
// exec COMMAND         runs it; standard input, output and status are its own
// repeat N COMMAND     runs it N times, each on a connection of its own, and counts the statuses
// transcript TARGET    does many things and prints a line about each; TARGET is an address that
//
//	answers in the container
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

func connect() *ssh.Client {
	key, err := os.ReadFile(os.Args[5])
	check(err)
	signer, err := ssh.ParsePrivateKey(key)
	check(err)
	client, err := ssh.Dial("tcp", os.Args[2]+":"+os.Args[3], &ssh.ClientConfig{
		User:            os.Args[4],
		Auth:            []ssh.AuthMethod{ssh.PublicKeys(signer)},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
		Timeout:         15 * time.Second,
	})
	check(err)
	return client
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(251)
	}
}

// Status, or what ended it instead.
func status(err error) string {
	var exit *ssh.ExitError
	if err == nil {
		return "0"
	}
	if errors.As(err, &exit) && exit.Signal() != "" {
		return "SIG" + exit.Signal()
	}
	if errors.As(err, &exit) {
		return strconv.Itoa(exit.ExitStatus())
	}
	return err.Error()
}

func brief(ended string, out, err []byte) string {
	shown := strconv.Quote(string(out))
	if len(out) > 300 {
		shown = fmt.Sprint(len(out), " bytes")
	}
	return fmt.Sprint(ended, " ", shown, " ", strconv.Quote(string(err)))
}

func run(client *ssh.Client, command, input string) string {
	session, err := client.NewSession()
	if err != nil {
		return err.Error()
	}
	defer session.Close()
	return in(session, func() error { return session.Run(command) }, input)
}

func in(session *ssh.Session, run func() error, input string) string {
	var out, err bytes.Buffer
	session.Stdin, session.Stdout, session.Stderr = strings.NewReader(input), &out, &err
	ended := status(run())
	return brief(ended, out.Bytes(), err.Bytes())
}

type step struct {
	name string
	act  func(client *ssh.Client) string
}

func command(text, input string) func(*ssh.Client) string {
	return func(client *ssh.Client) string { return run(client, text, input) }
}

var steps = []step{
	{"status, output and error", command("cat; echo err >&2; exit 9", "in")},
	{"closed output before the end", command("exec >&- 2>&-; sleep 0.3; exit 9", "")},
	{"killed", command("kill -TERM $$", "")},
	{"ten megabytes", command("head -c 10000000 /dev/zero; exit 3", "")},
	{"no such command", command("no-such-command", "")},
	{"long command", command("X="+strings.Repeat("a", 100000)+"; echo ${#X}", "")},
	{"input not wanted", command("exec <&-; sleep 0.2; echo ok; exit 5", strings.Repeat("x", 3000000))},
	{"environment", func(client *ssh.Client) string {
		session, _ := client.NewSession()
		defer session.Close()
		accepted, other := session.Setenv("LC_MATRIX", "kept"), session.Setenv("OTHER", "dropped")
		said := in(session, func() error { return session.Run("echo $LC_MATRIX $OTHER") }, "")
		return fmt.Sprint(accepted, " ", other, " ", said)
	}},
	{"terminal and window", func(client *ssh.Client) string {
		session, _ := client.NewSession()
		defer session.Close()
		pty := session.RequestPty("vt220", 37, 91, ssh.TerminalModes{ssh.ECHO: 0})
		window := session.WindowChange(45, 123)
		said := in(session, func() error { return session.Run("stty size; echo $TERM; stty -a | grep -o -e '-echo '") }, "")
		return fmt.Sprint(pty, " ", window, " ", said)
	}},
	{"shell", func(client *ssh.Client) string {
		session, _ := client.NewSession()
		defer session.Close()
		return in(session, func() error {
			if err := session.Shell(); err != nil {
				return err
			}
			return session.Wait()
		}, "echo shell; exit 7\n")
	}},
	{"signal", func(client *ssh.Client) string {
		session, _ := client.NewSession()
		defer session.Close()
		return in(session, func() error {
			if err := session.Start("exec sleep 1"); err != nil {
				return err
			}
			time.Sleep(300 * time.Millisecond)
			session.Signal(ssh.SIGTERM)
			return session.Wait()
		}, "")
	}},
	{"subsystem that does not exist", func(client *ssh.Client) string {
		session, _ := client.NewSession()
		defer session.Close()
		return fmt.Sprint(session.RequestSubsystem("no-such"))
	}},
	{"request that does not exist", func(client *ssh.Client) string {
		session, _ := client.NewSession()
		defer session.Close()
		ok, err := session.SendRequest("no-such@example.org", true, nil)
		return fmt.Sprint(ok, " ", err)
	}},
	{"global request that does not exist", func(client *ssh.Client) string {
		ok, _, err := client.SendRequest("no-such@example.org", true, nil)
		return fmt.Sprint(ok, " ", err)
	}},
	{"keep-alive", func(client *ssh.Client) string {
		ok, _, err := client.SendRequest("keepalive@openssh.com", true, nil)
		return fmt.Sprint(ok, " ", err)
	}},
	{"connection into the container", func(client *ssh.Client) string {
		return greeting(client.Dial("tcp", os.Args[6]))
	}},
	{"refused connection leaves a session alone", func(client *ssh.Client) string {
		return beside(client, func() string { return greeting(client.Dial("tcp", "127.0.0.1:9")) })
	}},
	{"socket that does not exist", func(client *ssh.Client) string {
		return beside(client, func() string { return greeting(client.Dial("unix", "/tmp/none")) })
	}},
	{"forwarded port", func(client *ssh.Client) string {
		listener, err := client.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err.Error()
		}
		address := strings.Replace(listener.Addr().String(), ":", "/", 1)
		return served(client, listener, "bash -c 'exec 3<>/dev/tcp/"+address+"; cat <&3'")
	}},
	{"forwarded socket", func(client *ssh.Client) string {
		socket := "/tmp/go-" + os.Args[4] + ".sock"
		run(client, "rm -f "+socket, "")
		listener, err := client.ListenUnix(socket)
		if err != nil {
			return err.Error()
		}
		return served(client, listener, "python3 -c 'import socket; s = socket.socket(socket.AF_UNIX); s.connect(\""+socket+"\"); print(s.recv(100))'")
	}},
	{"forwarded socket where none can be", func(client *ssh.Client) string {
		_, err := client.ListenUnix("/no/such/folder/socket")
		return fmt.Sprint(err)
	}},
	{"thirty sessions one after another", func(client *ssh.Client) string {
		counts := map[string]int{}
		for i := 0; i < 30; i++ {
			counts[run(client, "exit 9", "")]++
		}
		return fmt.Sprint(counts)
	}},
	{"everything still works", command("echo end; exit 4", "")},
}

func greeting(connection net.Conn, err error) string {
	if err != nil {
		return err.Error()
	}
	defer connection.Close()
	text := make([]byte, 4)
	io.ReadFull(connection, text)
	return string(text)
}

// What a session says that was open while something else happened.
func beside(client *ssh.Client, act func() string) string {
	session, _ := client.NewSession()
	defer session.Close()
	reader, writer := io.Pipe()
	var out, err bytes.Buffer
	session.Stdin, session.Stdout, session.Stderr = reader, &out, &err
	if failure := session.Start("read x; echo $x; exit 3"); failure != nil {
		return failure.Error()
	}
	said := act()
	io.WriteString(writer, "still here\n")
	writer.Close()
	ended := status(session.Wait())
	return said + "; " + brief(ended, out.Bytes(), err.Bytes())
}

func served(client *ssh.Client, from net.Listener, command string) string {
	go func() {
		if taken, err := from.Accept(); err == nil {
			io.WriteString(taken, "from the client")
			taken.Close()
		}
	}()
	said := run(client, command, "")
	return fmt.Sprint(said, " ", from.Close())
}

func main() {
	client := connect()
	switch os.Args[1] {
	case "exec":
		execute(client)
	case "repeat":
		repeat()
	case "transcript":
		transcript(client)
	}
}

func execute(client *ssh.Client) {
	session, err := client.NewSession()
	check(err)
	session.Stdin, session.Stdout, session.Stderr = os.Stdin, os.Stdout, os.Stderr
	ended := status(session.Run(os.Args[6]))
	if code, err := strconv.Atoi(ended); err == nil {
		os.Exit(code)
	}
	os.Exit(250)
}

func repeat() {
	number, _ := strconv.Atoi(os.Args[6])
	var lock sync.Mutex
	var group sync.WaitGroup
	counts := map[string]int{}
	places := make(chan bool, 6)
	for i := 0; i < number; i++ {
		group.Add(1)
		places <- true
		go func() {
			client := connect()
			session, err := client.NewSession()
			check(err)
			ended := status(session.Run(os.Args[7]))
			client.Close()
			lock.Lock()
			counts[ended]++
			lock.Unlock()
			<-places
			group.Done()
		}()
	}
	group.Wait()
	var lines []string
	for ended, count := range counts {
		lines = append(lines, fmt.Sprint(count, " x ", ended))
	}
	sort.Strings(lines)
	fmt.Println(strings.Join(lines, " "))
}

func transcript(client *ssh.Client) {
	for _, one := range steps {
		start := time.Now()
		fmt.Printf("%s: %s\n", one.name, bounded(one, client))
		fmt.Fprintf(os.Stderr, "%s: %s\n", one.name, time.Since(start))
		if _, _, err := client.SendRequest("alive@example.org", true, nil); err != nil {
			fmt.Println("(the connection was lost)")
			client = connect()
		}
	}
}

func bounded(one step, client *ssh.Client) string {
	line := make(chan string, 1)
	go func() { line <- one.act(client) }()
	select {
	case said := <-line:
		return said
	case <-time.After(25 * time.Second):
		return "NOTHING HAPPENED"
	}
}
